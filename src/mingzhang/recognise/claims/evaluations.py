from mingzhang.facts.model import Claim, Disclosure
from mingzhang.standard.load import Standard


def read_evaluations(disclosure: Disclosure, standard: Standard, claims: list[Claim]) -> None:
    pass
