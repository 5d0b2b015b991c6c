"""The vocabulary of the small Whisper: a tiny byte-level BPE, then Whisper's own tokens in Whisper's order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

STAMP_S = 0.02
STAMPS = [f"<|{i * STAMP_S:.2f}|>" for i in range(1501)]
CONTROLS = [
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
]
_TEXT_TOKENS = 480

# faster-whisper never writes the first token of these. In so small a vocabulary that would be the bare space, and with it every
# word whose letters are not one token; repeated here, they become tokens of their own.
_NEVER_WRITTEN = (" -", " '", " ♪")


def build(texts: Iterable[str]) -> Tokenizer:
    """Return a tokenizer in which common words of `texts` are one token each."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=_TEXT_TOKENS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([*texts, *(mark for mark in _NEVER_WRITTEN for _ in range(1000))], trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in [*CONTROLS, *STAMPS]])
    return tokenizer


def stamp(tokenizer: Tokenizer, time_s: float) -> int:
    """Return the token of a time in the window, 0 to 30 s, to the nearest 20 ms."""
    return tokenizer.token_to_id("<|notimestamps|>") + 1 + min(max(round(time_s / STAMP_S), 0), len(STAMPS) - 1)


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Write tokenizer.json and what transformers needs to read it."""
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|endoftext|>", eos_token="<|endoftext|>", unk_token="<|endoftext|>"
    ).save_pretrained(folder)
