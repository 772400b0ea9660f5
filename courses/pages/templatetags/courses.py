"""Template tags for the courses' templates."""

from django import template

from home.core.fields.money import dollars

register = template.Library()
register.filter("dollars", dollars)
