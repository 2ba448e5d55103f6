"""The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015); pure.

18 characters: registration authority, kind, six digits of the region (GB/T 2260), nine of the organisation
(GB 11714), one check character over the first 17 (GB 32100-2015 附录 A: weights 3^i mod 31, modulus 31).
"""

from core.errors import Violation

#: Digits and letters without I, O, S, V and Z; a character's place is its value.
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MODULUS = 31
WEIGHTS = tuple(pow(3, place, MODULUS) for place in range(17))
LENGTH = 18


def check_character(first17: str) -> str:
    """The 18th character belonging to the first 17. Raises ValueError when they are not 17 characters of the code."""
    if len(first17) != len(WEIGHTS):
        raise ValueError("a check character is made of 17 characters")
    total = sum(weight * CHARACTERS.index(character) for weight, character in zip(WEIGHTS, first17, strict=True))
    return CHARACTERS[-total % MODULUS]


def normalised(code: str) -> str:
    """The code as it is stored: without blanks, in capitals."""
    return "".join(code.split()).upper()


def problems(code: str, field: str = "uscc") -> tuple[Violation, ...]:
    """What is wrong with a normalised code: its length, its characters (each named), or its check character."""
    found = []
    if len(code) != LENGTH:
        found.append(Violation("uscc_length_wrong", {"length": len(code), "required": LENGTH}, field))
    strange = sorted(
        {character for character in code if character not in CHARACTERS}
        | {character for character in code[2:8] if not (character.isascii() and character.isdigit())}
    )
    if strange:
        found.append(Violation("uscc_character_wrong", {"characters": strange[:LENGTH]}, field))
    if not found and check_character(code[:-1]) != code[-1]:
        found.append(Violation("uscc_check_character_wrong", {"given": code[-1]}, field))
    return tuple(found)
