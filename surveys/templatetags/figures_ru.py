"""Figures of results in words: {% load figures_ru %}."""

from django import template

from surveys.results import words

register = template.Library()


@register.filter
def mean(value):
    """{{ figures.before|mean }} → 7,20"""
    return words.figure(value)


@register.filter
def moved(value):
    """{{ figures.change|moved }} → на 0,90 выше"""
    return words.change_words(value)


@register.filter
def school_year_short(year):
    """{{ 2026|school_year_short }} → 2026/27"""
    return words.year_words(year)
