"""The one visual language of Rumbo: the page, its components and its drawings, used by every screen.

docs/design-language.md tells how a screen is built with it. It knows no subject: it shows values that others bring.
"""
