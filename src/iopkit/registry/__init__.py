"""Which plugins are installed, and what they add.

The only place with a plugin manager, and each registry has its own. The pathways, rule sets and
exporters that come with iopkit enter through the same hooks as everybody's.
"""

from iopkit.registry.contribution import PluginContribution
from iopkit.registry.discovery import DISABLE, load_registry
from iopkit.registry.extension_kind import ExtensionKind, Offer
from iopkit.registry.plugin import Plugin
from iopkit.registry.registry import Registry

__all__ = [
    "DISABLE",
    "ExtensionKind",
    "Offer",
    "Plugin",
    "PluginContribution",
    "Registry",
    "load_registry",
]
