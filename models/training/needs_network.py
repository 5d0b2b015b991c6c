"""The network of the needs judge: a MiniLM reads needs and answer apart, and three layers on top read them together.

The MiniLM sees each text once, whatever it is held against, so that an answer costs its length once and not once for each need
(late interaction, as in Cao et al. 2020, DeFormer). The head gives two log-odds for each token of the answer: that it speaks of
the need, and, where it does, that it shows it by an example.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
JOINT = 3
"""So many layers on top read a need and an answer together."""
NEED_TOKENS = 64
ANSWER_TOKENS = 384
AROUND = 8
"""Tokens to each side that count as the words around one."""
NEARNESS = 6.0
"""What nearness is worth to the head before training, in log-odds."""
LOW = -1e4


class RowDropout(nn.Module):
    """Dropout with one mask for all tokens of a text: as good for small data, and far cheaper to draw on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the states, some of their features dropped while training."""
        if not self.training:
            return states
        return states * functional.dropout(states.new_ones(states.shape[0], 1, states.shape[2]), self.share)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.first_norm, self.last_norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = RowDropout(0.1)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the states after the layer; `mask` is 0 where a token counts and very low where it is padding."""
        rows, length, _ = states.shape
        query, key, value = (
            part(states).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        nearness = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + mask[:, None, None, :].to(query.dtype)
        seen = (nearness.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        states = self.first_norm(states + self.drop(self.out(seen)))
        return self.last_norm(states + self.drop(self.down(functional.gelu(self.up(states)))))


class Apart(nn.Module):
    """The MiniLM itself: reads each need and each answer apart."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.drop = nn.LayerNorm(WIDTH, 1e-12), RowDropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return a state for each token; `ids` and `mask` are of shape (texts, tokens)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.drop(self.norm(self.words(ids) + self.places(places) + self.kind))
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Together(nn.Module):
    """The layers on top, and the head: each need beside its answer.

    Beside the state of a token the head is told how near the words around it are to the need (the cosine of their mean states),
    which is what the MiniLM was made for; so training starts from that and not from nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.side = nn.Parameter(torch.zeros(2, WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(JOINT))
        self.drop = RowDropout(0.1)
        self.head = nn.Linear(WIDTH + 1, 2)
        nn.init.constant_(self.head.weight[:, WIDTH:], NEARNESS)

    def forward(
        self, needs: torch.Tensor, needs_mask: torch.Tensor, answers: torch.Tensor, answers_mask: torch.Tensor
    ) -> torch.Tensor:
        """Return the two log-odds of each token of the answer, of shape (needs, answer tokens, 2)."""
        near = nearness(needs, needs_mask, answers, answers_mask)
        states = torch.cat([needs + self.side[0], answers + self.side[1]], dim=1)
        mask = torch.cat([needs_mask, answers_mask], dim=1)
        for layer in self.layers:
            states = layer(states, mask)
        own = self.drop(states[:, needs.shape[1] :])
        return self.head(torch.cat([own, near[..., None]], dim=-1))


def nearness(needs: torch.Tensor, needs_mask: torch.Tensor, answers: torch.Tensor, answers_mask: torch.Tensor) -> torch.Tensor:
    """Return the cosine between the mean state of each need and of the words around each token of its answer."""
    need = (needs * (needs_mask > LOW / 2).to(needs.dtype)[..., None]).sum(1, keepdim=True)
    around = answers * (answers_mask > LOW / 2).to(answers.dtype)[..., None]
    around = functional.avg_pool1d(around.transpose(1, 2), 2 * AROUND + 1, 1, AROUND).transpose(1, 2)
    return (unit(need) * unit(around)).sum(-1)


def unit(vectors: torch.Tensor) -> torch.Tensor:
    return vectors / (vectors.square().sum(-1, keepdim=True) + 1e-6).sqrt()


class Network(nn.Module):
    """Both parts, begun from the weights of all-MiniLM-L6-v2; the layers on top begin as its last ones."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.apart, self.together = Apart(), Together()
        given = {name.removeprefix("bert."): weight.float() for name, weight in load_file(encoder / "model.safetensors").items()}
        begun = {f"apart.{own}": given[name] for own, name in EMBEDDINGS.items()}
        begun["apart.kind"] = given["embeddings.token_type_embeddings.weight"][0]
        begun |= {f"apart.layers.{i}.{own}": weight for i in range(LAYERS) for own, weight in layer_of(given, i).items()}
        on_top = range(LAYERS - JOINT, LAYERS)
        begun |= {
            f"together.layers.{k}.{own}": weight for k, i in enumerate(on_top) for own, weight in layer_of(given, i).items()
        }
        left = self.load_state_dict(begun, strict=False)
        if left.unexpected_keys or set(left.missing_keys) != {"together.head.weight", "together.head.bias", "together.side"}:
            raise ValueError(f"These are not the weights of a MiniLM of six layers: {left}")


def layer_of(given: dict[str, torch.Tensor], i: int) -> dict[str, torch.Tensor]:
    return {
        f"{own}.{kind}": given[f"encoder.layer.{i}.{name}.{kind}"] for own, name in PARTS.items() for kind in ("weight", "bias")
    }


EMBEDDINGS = {
    "words.weight": "embeddings.word_embeddings.weight",
    "places.weight": "embeddings.position_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}


def pooled(logits: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """Return the two log-odds of the whole answer: the mean over its tokens, weighed by how much each speaks of the need."""
    odds = logits.float().masked_fill(~counts[..., None], 0)
    weight = functional.softmax(odds[..., 0].masked_fill(~counts, -1e4), dim=-1)
    return (odds * weight[..., None]).sum(1)
