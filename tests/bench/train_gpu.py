#!/usr/bin/python3
"""Trains the shipped network on a GPU with PyTorch: an ensemble of teachers first, then one EfficientNet-B3 from it.

    tests/bench/train_gpu.py --data DATA --init resources/models/ferplus_b3.pth --out OUT [--teachers 220] [--student 300]

DATA is a data set in FER+ folders, or a .npz file made from one with --pack. Times are seconds; each schedule follows the clock,
so that a run ends in time on any machine. Images are changed on the device (turned, moved, made small or dark, blurred, covered,
compressed); the teachers see them before they are made worse, the student after. Rare emotions are shown more often, by --balance.
All choices look at FER2013Valid only. OUT gets {"model": state dict, "meta": ...}, which Mien reads, and a log. Needs torchvision.
"""
import argparse
import copy
import csv
import json
import math
import pathlib
import time

import numpy
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

LABELS = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
MEAN, DEVIATION = 0.5077, 0.2550
SIDE = 48


# --- data -------------------------------------------------------------------------------------------------------------

def read_split(folder):
    from PIL import Image
    pixels, votes = [], []
    with open(folder / "label.csv", encoding="utf-8") as file:
        for row in csv.reader(file):
            if row and (folder / row[0]).is_file():
                pixels.append(numpy.asarray(Image.open(folder / row[0]).convert("L"), dtype=numpy.uint8))
                votes.append([int(value) for value in row[2:12]])
    return numpy.stack(pixels), numpy.array(votes, dtype=numpy.int64)


def load(data):
    if data.suffix == ".npz":
        return dict(numpy.load(data))
    result = {}
    for name in ("Train", "Valid"):
        result[name + "_x"], result[name + "_v"] = read_split(data / ("FER2013" + name))
    return result


def shares(votes):
    """Shares of the emotions' votes (single votes are slips), and which images keep a label: more than half for emotions."""
    counts = numpy.where(votes > 1, votes, 0)
    emotions = counts[:, :8]
    keep = 2 * emotions.sum(1) > counts.sum(1)
    return emotions / numpy.maximum(emotions.sum(1, keepdims=True), 1), keep


def majority(votes):
    """Class of an image by the paper's majority rule, -1 where none has it."""
    counts = numpy.where(votes > 1, votes, 0)
    top = counts.argmax(1)
    return numpy.where((2 * counts.max(1) > counts.sum(1)) & (top < 8), top, -1)


# --- changes of images, on the device -----------------------------------------------------------------------------------

def resampling(small, side):
    """Matrix [side, side] that makes a line of pixels `small` long and enlarges it again."""
    eye = torch.eye(side)[None, None]
    down = F.interpolate(eye, (small, side), mode="bilinear", antialias=True)
    return F.interpolate(down, (side, side), mode="bilinear")[0, 0]


def dct(size=8):
    k = torch.arange(size).float()
    matrix = torch.cos(math.pi * (2 * k[None] + 1) * k[:, None] / (2 * size)) * math.sqrt(2 / size)
    matrix[0] /= math.sqrt(2)
    return matrix


LUMINANCE = torch.tensor([
    [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
    [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99]]).float()  # ITU-T T.81, table K.1


class Changes:
    """Random changes of [N, 1, 48, 48] images between 0 and 1; all on one device."""

    def __init__(self, device):
        self.device = device
        self.sizes = torch.stack([resampling(small, SIDE) for small in range(12, SIDE)]).to(device)
        self.dct = dct().to(device)
        self.table = LUMINANCE.to(device)

    def uniform(self, count, low=0.0, high=1.0):
        return torch.rand(count, device=self.device) * (high - low) + low

    def chance(self, count, probability):
        return torch.rand(count, device=self.device) < probability

    def worse(self, x):
        """Small, blurred, compressed, noisy faces, each in a part of the images."""
        n = len(x)
        line = torch.arange(SIDE, device=self.device).float()
        distance = (line[None] - line[:, None])[None]
        sigma = torch.where(self.chance(n, 0.35), self.uniform(n, 0.4, 2.6), torch.full((n,), 1e-3, device=self.device))
        blur = torch.exp(-distance ** 2 / (2 * sigma[:, None, None] ** 2))
        blur = blur / blur.sum(2, keepdim=True)
        eye = torch.eye(SIDE, device=self.device)
        # As many small faces of 12 to 24 px as of 24 to 47.
        small = torch.where(self.chance(n, 0.5), self.uniform(n, 0, 13), self.uniform(n, 12, 36)).long().clamp(max=35)
        small = torch.where(self.chance(n, 0.35)[:, None, None], self.sizes[small], eye[None])
        matrix = small @ blur
        x = (matrix @ x[:, 0] @ matrix.transpose(1, 2))[:, None]
        x = torch.where(self.chance(n, 0.15)[:, None, None, None], self.compressed(x), x)
        noise = self.uniform(n, 0.0, 0.08) * self.chance(n, 0.25)
        return (x + torch.randn_like(x) * noise[:, None, None, None]).clamp(0, 1)

    def compressed(self, x):
        n = len(x)
        quality = self.uniform(n, 8, 60)
        scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality) / 100
        table = (self.table[None] * scale[:, None, None]).clamp(min=1)[:, None, None]
        blocks = (x[:, 0] * 255 - 128).reshape(n, SIDE // 8, 8, SIDE // 8, 8).permute(0, 1, 3, 2, 4)
        coefficients = self.dct @ blocks @ self.dct.T
        coefficients = torch.round(coefficients / table) * table
        blocks = self.dct.T @ coefficients @ self.dct
        return ((blocks.permute(0, 1, 3, 2, 4).reshape(n, 1, SIDE, SIDE) + 128) / 255).clamp(0, 1)

    def light(self, x):
        """Brightness, contrast, gamma, light from one side; now and then much darker."""
        n = len(x)
        shape = (n, 1, 1, 1)
        mean = x.mean((2, 3), keepdim=True)
        x = mean + (x - mean) * self.uniform(n, 0.6, 1.35).reshape(shape)
        x = x + self.uniform(n, -0.18, 0.18).reshape(shape)
        x = x.clamp(1e-4, 1) ** torch.exp(self.uniform(n, -0.45, 0.45)).reshape(shape)
        line = torch.linspace(-1, 1, x.shape[3], device=self.device)
        angle = self.uniform(n, 0, 2 * math.pi).reshape(shape)
        slope = (self.uniform(n, 0, 0.45) * self.chance(n, 0.2)).reshape(shape)
        x = x * (1 + slope * (torch.cos(angle) * line + torch.sin(angle) * line[:, None]))
        dark = torch.where(self.chance(n, 0.2), self.uniform(n, 0.15, 0.8), torch.ones(n, device=self.device))
        return (x * dark.reshape(shape)).clamp(0, 1)

    def moved(self, x, side):
        """Mirrored, turned, scaled, shifted, sheared, and enlarged to `side`, in one interpolation."""
        n = len(x)
        angle = torch.where(self.chance(n, 0.25), self.uniform(n, -40, 40), self.uniform(n, -15, 15)) * math.pi / 180
        scale = torch.exp(self.uniform(n, -0.18, 0.15))
        stretch = torch.exp(self.uniform(n, -0.08, 0.08))
        mirror = torch.where(self.chance(n, 0.5), -1.0, 1.0)
        shear = self.uniform(n, -0.08, 0.08)
        cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
        theta = torch.stack([
            torch.stack([mirror * cos * stretch, -sin + shear, self.uniform(n, -0.16, 0.16)], 1),
            torch.stack([mirror * sin * stretch, cos / stretch, self.uniform(n, -0.16, 0.16)], 1)], 1)
        grid = F.affine_grid(theta, (n, 1, side, side), align_corners=False)
        # What lies outside: one grey value, or the border's pixels.
        fill = torch.where(self.chance(n, 0.5), x.mean((1, 2, 3)), self.uniform(n) * self.chance(n, 0.6)).reshape(n, 1, 1, 1)
        plain = F.grid_sample(x - fill, grid, padding_mode="zeros", align_corners=False) + fill
        border = F.grid_sample(x, grid, padding_mode="border", align_corners=False)
        return torch.where(self.chance(n, 0.5).reshape(n, 1, 1, 1), border, plain)

    def covered(self, x):
        """A rectangle of one value or of noise over 2 to 22 % of an image (random erasing, Zhong et al. 2020)."""
        n, side = len(x), x.shape[3]
        area = self.uniform(n, 0.02, 0.22) * side * side
        aspect = torch.exp(self.uniform(n, math.log(0.4), math.log(2.5)))
        height, width = torch.sqrt(area * aspect), torch.sqrt(area / aspect)
        top, left = self.uniform(n) * (side - height), self.uniform(n) * (side - width)
        line = torch.arange(side, device=self.device).float()[None]
        rows = (line >= top[:, None]) & (line < (top + height)[:, None])
        columns = (line >= left[:, None]) & (line < (left + width)[:, None])
        inside = rows[:, :, None] & columns[:, None, :] & self.chance(n, 0.35)[:, None, None]
        value = torch.where(self.chance(n, 0.7).reshape(n, 1, 1, 1), self.uniform(n).reshape(n, 1, 1, 1).expand_as(x),
                            torch.rand_like(x))
        return torch.where(inside[:, None], value, x)


def normalised(x):
    return ((x - MEAN) / DEVIATION).expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)


# --- networks -----------------------------------------------------------------------------------------------------------

class Block(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inside, outside, 3, stride, 1, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True),
            nn.Conv2d(outside, outside, 3, 1, 1, bias=False), nn.BatchNorm2d(outside))
        nn.init.zeros_(self.body[4].weight)
        self.side = nn.Identity() if inside == outside and stride == 1 else nn.Sequential(
            nn.AvgPool2d(stride, ceil_mode=True) if stride > 1 else nn.Identity(),
            nn.Conv2d(inside, outside, 1, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        return F.relu(self.body(x) + self.side(x))


def residual(width, blocks):
    """A ResNet (He et al. 2016) that keeps the resolution of small faces: stem of 3x3 with stride 1."""
    layers = [nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
    inside = width
    for stage, count in enumerate(blocks):
        for index in range(count):
            outside = width * min(2 ** stage, 8)
            layers.append(Block(inside, outside, 2 if stage > 0 and index == 0 else 1))
            inside = outside
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.3), nn.Linear(inside, 8))


def efficientnet(init, stochastic_depth):
    net = torchvision.models.efficientnet_b3(num_classes=8, stochastic_depth_prob=stochastic_depth)
    if init:
        state = torch.load(init, map_location="cpu")["model"]
        net.load_state_dict({key: value.float() if value.is_floating_point() else value for key, value in state.items()})
    return net


class Average:
    """Exponential moving average of weights and statistics, with a warm-up of its decay."""

    def __init__(self, net, decay):
        self.decay, self.steps = decay, 0
        self.source = [value for value in net.state_dict().values() if value.is_floating_point()]
        self.values = [value.clone() for value in self.source]

    @torch.no_grad()
    def update(self):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_mul_(self.values, decay)
        torch._foreach_add_(self.values, self.source, alpha=1 - decay)

    @torch.no_grad()
    def into(self, net):
        target = [value for value in net.state_dict().values() if value.is_floating_point()]
        for place, value in zip(target, self.values):
            place.copy_(value)
        return net


# --- figures ------------------------------------------------------------------------------------------------------------

def figures(logits, target):
    predicted = logits.argmax(1)
    confusion = torch.zeros(8, 8, dtype=torch.long)
    confusion.index_put_((target, predicted), torch.ones(len(target), dtype=torch.long), accumulate=True)
    right = confusion.diag().float()
    recall = right / confusion.sum(1).clamp(min=1)
    precision = right / confusion.sum(0).clamp(min=1)
    f1 = 2 * recall * precision / (recall + precision).clamp(min=1e-9)
    return {"accuracy": float(right.sum() / len(target)), "macro_f1": float(f1.mean()),
            "recall": [round(float(value), 3) for value in recall]}


def brief(result):
    return f"{result['accuracy']:.4f} macro-F1 {result['macro_f1']:.4f} fear {result['recall'][6]:.2f} contempt {result['recall'][7]:.2f}"


class Run:
    def __init__(self, arguments):
        self.arguments = arguments
        self.device = torch.device(arguments.device)
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.begin = time.monotonic()
        data = load(pathlib.Path(arguments.data))
        target, keep = shares(data["Train_v"])
        self.x = torch.from_numpy(data["Train_x"][keep]).to(self.device)
        self.target = torch.from_numpy(target[keep]).float().to(self.device)
        top = target[keep].argmax(1)
        weight = numpy.bincount(top, minlength=8).clip(1)[top].astype(float) ** -arguments.balance
        self.weight = torch.from_numpy(weight).to(self.device)
        shown = (self.target.double() * self.weight[:, None]).sum(0) / self.weight.sum()
        natural = self.target.double().mean(0)
        self.shift = (natural / shown).log().float().cpu()  # from the shown shares of the emotions to the natural ones
        label = majority(data["Valid_v"])
        self.valid_x = torch.from_numpy(data["Valid_x"][label >= 0]).to(self.device)
        self.valid_y = torch.from_numpy(label[label >= 0])
        self.changes = Changes(self.device)
        self.say(f"train {len(self.x)}, valid {len(self.valid_y)}, shift {[round(float(v), 2) for v in self.shift]}")

    def say(self, text):
        line = f"{time.monotonic() - self.begin:7.1f} s  {text}"
        print(line, flush=True)
        with open(self.out / "log.txt", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def autocast(self):
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    @torch.no_grad()
    def logits(self, net, side, change=lambda x: x, mirror=False):
        net.eval()
        result = []
        for x in self.valid_x.split(1024):
            x = change(x[:, None].float() / 255)
            x = (x * 255).round() / 255
            x = F.interpolate(x, (side, side), mode="bilinear") if side != SIDE else x
            y = net(normalised(x)).float()
            result.append(y + net(normalised(x.flip(3))).float() if mirror else y)
        return torch.cat(result).cpu() / (2 if mirror else 1) + self.shift

    def batch(self, size):
        index = torch.multinomial(self.weight, size, replacement=True)
        return self.x[index][:, None].float() / 255, self.target[index]

    def same_move(self, x, worse, side):
        """Both moved alike: the random numbers are drawn again from the same state."""
        cuda = self.device.type == "cuda"
        state = torch.cuda.get_rng_state() if cuda else torch.get_rng_state()
        x = self.changes.moved(x, side)
        (torch.cuda.set_rng_state if cuda else torch.set_rng_state)(state)
        return x, self.changes.moved(worse, side)

    def taught(self, teachers, view):
        """The ensemble's probabilities for what it sees."""
        answers = []
        with self.autocast():
            for teacher, size in teachers:
                seen = view if size == view.shape[3] else F.interpolate(view, (size, size), mode="bilinear",
                                                                         antialias=size < view.shape[3])
                answers.append(F.softmax(teacher(normalised(seen)).float(), 1))
        return torch.stack(answers).mean(0)

    def train(self, name, net, side, seconds, batch, rate, teachers=(), mixup=0.0, compiled=False, decay=0.05):
        net = net.to(self.device).to(memory_format=torch.channels_last)
        heavy = [value for key, value in net.named_parameters() if value.dim() > 1]
        light = [value for key, value in net.named_parameters() if value.dim() <= 1]
        optimizer = torch.optim.AdamW([{"params": heavy, "weight_decay": decay}, {"params": light, "weight_decay": 0.0}],
                                      lr=rate, betas=(0.9, 0.99), **({"fused": True} if self.device.type == "cuda" else {}))
        average = Average(net, 0.9995)
        averaged = self.fresh(net)
        forward = torch.compile(net) if compiled else net
        step, images, told = 0, 0, 0
        start = None
        while True:
            now = time.monotonic()
            if step == 3:  # what is compiled or chosen at first does not count
                if self.device.type == "cuda":
                    torch.cuda.synchronize()
                start = now = time.monotonic()
                images = 0
                self.say(f"{name}: first steps done")
            progress = 0.0 if start is None else (now - start) / seconds
            if progress >= 1:
                break
            factor = min(1.0, progress / 0.06 + 0.02) * 0.5 * (1 + math.cos(math.pi * progress))
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
            net.train()
            x, target = self.batch(batch)
            with torch.no_grad():
                worse = self.changes.worse(x)
                if teachers:
                    view, x = self.same_move(x, worse, side)
                    target = (1 - self.arguments.taught) * target + self.arguments.taught * self.taught(teachers, view)
                else:
                    half = self.changes.chance(batch, 0.5).reshape(-1, 1, 1, 1)
                    x = self.changes.moved(torch.where(half, worse, x), side)
                x = self.changes.covered(self.changes.light(x))
                if mixup and step % 2:
                    part = float(numpy.random.beta(mixup, mixup))
                    order = torch.randperm(batch, device=self.device)
                    x, target = part * x + (1 - part) * x[order], part * target + (1 - part) * target[order]
            with self.autocast():
                y = forward(normalised(x))
            loss = -(target * F.log_softmax(y.float(), 1)).sum(1).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            average.update()
            step += 1
            images += batch
            if int(progress * 5) > told:
                told = int(progress * 5)
                result = figures(self.logits(average.into(averaged), side), self.valid_y)
                self.say(f"{name}: step {step}, {images / len(self.x):.1f} epochs, {images / max(now - start, 1e-3):.0f} images/s, "
                         f"loss {loss.item():.3f}, valid {brief(result)}")
        average.into(averaged)
        result = figures(self.logits(averaged, side), self.valid_y)
        mirrored = figures(self.logits(averaged, side, mirror=True), self.valid_y)
        self.say(f"{name}: {step} steps of {batch}, {images / len(self.x):.1f} epochs; valid {brief(result)}; mirrored too {brief(mirrored)}")
        return averaged

    def fresh(self, net):
        return copy.deepcopy(net).eval().requires_grad_(False)

    @torch.no_grad()
    def statistics(self, net, side, images=20480):
        """The batch norms' statistics over training images that were hardly changed."""
        net = self.fresh(net)
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.reset_running_stats()
                module.momentum = None
                module.train()
        for index in torch.randperm(len(self.x), device=self.device)[:images].split(1024):
            x = self.x[index][:, None].float() / 255
            net(normalised(F.interpolate(x, (side, side), mode="bilinear") if side != SIDE else x))
        return net.eval()

    def robustness(self, net, side):
        def turned(degrees):
            angle = degrees * math.pi / 180
            theta = torch.tensor([[math.cos(angle), math.sin(angle), 0.0], [-math.sin(angle), math.cos(angle), 0.0]])

            def change(x):
                fill = x.mean((1, 2, 3), keepdim=True)
                grid = F.affine_grid(theta.to(x.device).expand(len(x), 2, 3), x.shape, align_corners=False)
                return F.grid_sample(x - fill, grid, align_corners=False) + fill
            return change

        def blurred(sigma):
            line = torch.arange(-8, 9, device=self.device).float()
            kernel = torch.exp(-line ** 2 / (2 * sigma ** 2))
            kernel = (kernel / kernel.sum())[None, None, None]
            return lambda x: F.conv2d(F.conv2d(F.pad(x, (8, 8, 8, 8), "replicate"), kernel), kernel.transpose(2, 3))

        def small(size):
            matrix = resampling(size, SIDE).to(self.device)
            return lambda x: matrix @ x @ matrix.T

        for name, change in {"24 px": small(24), "16 px": small(16), "blur 1": blurred(1), "blur 2": blurred(2),
                             "15 degrees": turned(15), "30 degrees": turned(30), "quarter as bright": lambda x: x / 4}.items():
            self.say(f"  {name:18} {brief(figures(self.logits(net, side, change), self.valid_y))}")

    def save(self, name, net, side):
        logits = self.logits(net, side)
        state = {}
        for key, value in net.state_dict().items():
            state[key] = value.detach().cpu().half() if value.dim() > 1 else value.detach().cpu()
        meta = {"labels": LABELS, "input_size": side, "channels": 1, "mean": [MEAN], "std": [DEVIATION], "head": "linear",
                "dataset": "FER+"}
        torch.save({"model": state, "meta": meta, "shift": [float(value) for value in self.shift]}, self.out / f"{name}.pth")
        torch.save({"logits": logits, "target": self.valid_y}, self.out / f"{name}-valid.pth")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", default="gpu")
    parser.add_argument("--init", help="weights that the networks of Mien's kind start from")
    parser.add_argument("--pack", action="store_true", help="only write DATA as OUT/data.npz")
    parser.add_argument("--teachers", type=float, default=220, help="seconds for the three teachers")
    parser.add_argument("--student", type=float, default=300)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--balance", type=float, default=0.3, help="images are drawn with (images of their class)^-BALANCE")
    parser.add_argument("--taught", type=float, default=0.6, help="the ensemble's share in the student's targets")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--probe", action="store_true", help="only measure images/s")
    parser.add_argument("--width", type=int, default=64, help="of the residual teachers")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.pack:
        pathlib.Path(arguments.out).mkdir(parents=True, exist_ok=True)
        numpy.savez(pathlib.Path(arguments.out) / "data.npz", **load(pathlib.Path(arguments.data)))
        return
    torch.manual_seed(arguments.seed)
    numpy.random.seed(arguments.seed)
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    run = Run(arguments)
    width, batch = arguments.width, arguments.batch
    if arguments.init:
        net = efficientnet(arguments.init, 0.2).to(run.device).to(memory_format=torch.channels_last)
        kept, run.shift = run.shift, torch.zeros(8)
        run.say(f"init: {brief(figures(run.logits(net, 64), run.valid_y))}")
        run.robustness(net, 64)
        run.shift = kept
    if arguments.probe:
        for name, make, side, size, compiled in (
                ("B3 eager", lambda: efficientnet(arguments.init, 0.2), 64, batch, False),
                ("ResNet", lambda: residual(width, (2, 2, 2, 2)), 48, batch, False),
                ("B3 compiled", lambda: efficientnet(arguments.init, 0.2), 64, batch, True)):
            begin = time.monotonic()
            run.train(name, make(), side, arguments.student, size, 1e-3, compiled=compiled)
            run.say(f"{name}: {time.monotonic() - begin:.1f} s in all")
        return
    teachers = []
    for name, make, side, share, rate in (
            ("residual", lambda: residual(width, (2, 2, 2, 2)), 48, 0.3, 2e-3),
            ("wide", lambda: residual(width * 3 // 2, (2, 2, 2, 1)), 48, 0.35, 1.5e-3),
            ("b3", lambda: efficientnet(arguments.init, 0.2), 64, 0.35, 1.5e-3)):
        net = run.train(name, make(), side, share * arguments.teachers, batch, rate, mixup=0.2)
        teachers.append((net.to(memory_format=torch.channels_last), side))
    ensemble = torch.stack([F.softmax(run.logits(net, side), 1) for net, side in teachers]).mean(0).log()
    run.say(f"teachers together: valid {brief(figures(ensemble, run.valid_y))}")
    if not arguments.student:
        return
    student = run.train("student", efficientnet(arguments.init, 0.2), 64, arguments.student, batch, 2e-3, teachers,
                        compiled=arguments.compile)
    run.save("student", student, 64)
    run.robustness(student, 64)
    again = run.statistics(student, 64)
    run.say(f"student, statistics of plain images: {brief(figures(run.logits(again, 64), run.valid_y))}; "
            f"mirrored too {brief(figures(run.logits(again, 64, mirror=True), run.valid_y))}")
    run.robustness(again, 64)
    run.save("student-plain", again, 64)
    for strength in (0.0, 0.25, 0.5, 0.75, 1.0):
        one = run.logits(student, 64) - run.shift + strength * run.shift
        run.say(f"shift x {strength}: {brief(figures(one, run.valid_y))}")
    with open(run.out / "settings.json", "w", encoding="utf-8") as file:
        json.dump(vars(arguments), file, indent=2)


if __name__ == "__main__":
    main()
