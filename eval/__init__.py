"""How well questions find their official answers, and how far the verdict can be trusted."""
