"""Small helpers of the courses' templates."""

from django import template

from home.money import dollars

register = template.Library()
register.filter("dollars", dollars)
