"""Amounts, as a price list writes them."""

from decimal import Decimal

from django.utils.formats import number_format


def dollars(amount: Decimal) -> str:
    """Write an amount the way a price list does: $9,500, or $9,500.50 where there are cents."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"${number_format(amount, decimal_pos=decimals, force_grouping=True)}"
