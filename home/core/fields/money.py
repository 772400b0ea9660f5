"""Amounts formatted for a price list."""

from decimal import Decimal

from django.utils.formats import number_format


def dollars(amount: Decimal) -> str:
    """Format an amount for a price list: $9,500, or $9,500.50 if there are cents."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"${number_format(amount, decimal_pos=decimals, force_grouping=True)}"
