"""E-mail addresses and phone numbers: parted from names, and masked in what is published."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"(?:mailto:)?(?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+44|0044)\s?(?:\(0\)\s?)?\d{2,4}|\(0\d{2,5}\)|0\d{2,5})"
    r"(?:[\s.-]?\d{3,4}){1,3}(?![\w/])(?:\s*(?:ext?n?|x)\.?\s*\d{2,6}\b)?|(?<!\w)(?:ext?n?|extension)\b\.?:?\s*(?!(?:19|20)\d\d\b)\d{3,6}\b",
    re.IGNORECASE,
)
_MASKS = (("[email]", _EMAIL), ("[phone]", _PHONE))
_LABELS = re.compile(r"\b(?:e-?mail|tel(?:ephone)?|phone|mob(?:ile)?)\b\s*(?:no\.?|number)?\s*[:.]?\s*(?=$|[,;/)|]|\x00)", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*[,;:/|-]*\s*\)|\[\s*\]|<\s*>")
_DIGIT = re.compile(r"\d")
_MASKED = re.compile(r"\[(?:email|phone)\]")


def mask_contacts(text: str) -> str:
    """The text with every e-mail address and phone number replaced by "[email]" or "[phone]"."""
    for mask, pattern in _MASKS:
        if "@" in text or mask == "[phone]":
            text = pattern.sub(lambda found, mask=mask: mask if _is_contact(found[0]) else found[0], text)  # type: ignore[misc]
    return text


def part_contacts(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its e-mail addresses and phone numbers, and these in printed order."""
    if "@" not in text and not _DIGIT.search(text):
        return (_tidy(_MASKED.sub("", text)), ()) if "[" in text else (text, ())
    found = sorted((match.start(), match[0]) for _, pattern in _MASKS for match in pattern.finditer(text) if _is_contact(match[0]))
    if not found:
        return text, ()
    for _, contact in found:
        text = text.replace(contact, "\x00", 1)
    return _tidy(_LABELS.sub("", _MASKED.sub("", text)).replace("\x00", "")), tuple(contact for _, contact in found)


def _is_contact(found: str) -> bool:
    return "@" in found or found[:1].lower() == "e" or 9 <= sum(letter.isdigit() for letter in found) <= 17


def _tidy(text: str) -> str:
    return " ".join(_EMPTY.sub(" ", text).split()).strip(" ,;:/|-–")
