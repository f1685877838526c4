"""The web app: gradio parts, cards and the server that guards them."""
