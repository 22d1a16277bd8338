"""What can be done on pages can be done by the interface, but for what docs/api.md names."""

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import prongsai.site
from prongsai.site.api import operations

PAGES_ONLY = {
    # a link that opens an account, and erasure: whoever gets hold of a token never gets an account
    "agencies.people.actions.make_link",
    "personal.actions.ask_erasure_by_site",
    "personal.actions.ask_erasure_of_member",
    "personal.actions.call_off_by_site",
    "personal.actions.call_off_of_member",
    # files of what programs read page by page
    "audit.actions.note_export",
    "audit.actions.note_export_of_site",
    "coordination.actions.note_export",
    # results in the making: programs bring them in as a whole, each in the round of its year
    "rounds.actions.entries.begin_correction",
    "rounds.actions.entries.begin_entry",
    "rounds.actions.entries.confirm_entry",
    "rounds.actions.entries.discard_entry",
    "rounds.actions.entries.enter_all_earlier",
    "rounds.actions.entries.enter_earlier",
    "rounds.actions.entries.keep_entry",
    "rounds.actions.entries.keep_upload",
    "rounds.actions.entries.restore_entry",
    # steps that were taken out: programs add them again
    "agencies.chain.actions.restore_step",
    "plans.actions.steps.put_back_step",
    # the role of an approver, given on the way: programs change the member
    "agencies.chain.actions.make_approver",
}
"""Actions for which there is no operation."""


def all_actions():
    """Give every action of the site by its name."""
    found = {}
    for each in walk_packages(prongsai.site.__path__, "prongsai.site."):
        if ".actions" in each.name:
            for name, value in vars(import_module(each.name)).items():
                if hasattr(value, "act") and value.__module__ == each.name:
                    found[f"{each.name}.{name}".removeprefix("prongsai.site.")] = value
    return found


def used_by_operations():
    """Give the identities of all that operations name, such as `remove` or `actions.remove`."""
    found = set()
    for each in iter_modules(operations.__path__):
        module = import_module(f"{operations.__name__}.{each.name}")
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Name):
                found.add(id(getattr(module, node.id, None)))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(id(getattr(getattr(module, node.value.id, None), node.attr, None)))
    return found


def test_every_action_has_an_operation_or_is_for_pages_only():
    actions, used = all_actions(), used_by_operations()
    assert len(actions) > 100
    assert {name for name, each in actions.items() if id(each) not in used} == PAGES_ONLY
