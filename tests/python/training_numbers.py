"""A training's numbers step by step against PyTorch: training_numbers.py PATH_OF_training_tool rates|optimizer|network

Learning rates against torch.optim.lr_scheduler; weights, clipping and averages against torch.optim on made gradients; and
the whole step against torchvision's efficientnet_b3: the loss with label smoothing and weights of images, the gradient
over two replicas, decay of matrices only, freezing, running statistics and averages.
Exit status 77 (skipped) where PyTorch or torchvision is missing.
"""
import copy
import json
import math
import pathlib
import subprocess
import sys
import tempfile

try:
    import torch
    import torchvision
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

TOOL = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="mien-training-"))
torch.manual_seed(1)
failures = []


def check(what, difference, tolerance):
    good = difference <= tolerance  # also false for what is no number
    print(f"{what}: off by {difference:.2e}{'' if good else ', FAILED'}")
    if not good:
        failures.append(what)


def tool(what, config, arguments, values=None):
    """The floats that the tool writes."""
    (folder / "config.json").write_text(json.dumps(config))
    if values is not None:
        torch.cat([v.detach().flatten().float() for v in values]).numpy().tofile(folder / "in")
        arguments = [*arguments, folder / "in"]
    subprocess.run([TOOL, what, folder / "config.json", *map(str, arguments), folder / "out"], check=True)
    return torch.frombuffer(bytearray((folder / "out").read_bytes()), dtype=torch.float32).double()


def scheduler(optimizer, config, steps):
    """torch's own schedule of these settings."""
    if config["schedule"] == "one-cycle":
        # torch counts the rise in steps, from 1; ours ends at 30 % of the way from the first to the last one.
        return torch.optim.lr_scheduler.OneCycleLR(
            optimizer, config["learning_rate"], total_steps=steps, pct_start=(0.3 * (steps - 1) + 1) / steps,
            div_factor=25, final_div_factor=400, cycle_momentum=False)
    if config["schedule"] == "cosine":
        warm = round(config["warmup"] * (steps - 1))
        return torch.optim.lr_scheduler.SequentialLR(optimizer, [
            torch.optim.lr_scheduler.LinearLR(optimizer, 1 / (steps * config["warmup"] + 1), 1, total_iters=warm),
            torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps - 1 - warm)], [warm])
    return torch.optim.lr_scheduler.ConstantLR(optimizer, 1, 1)


def rates(config, steps):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=config["learning_rate"])
    schedule = scheduler(optimizer, config, steps)
    result = []
    for _ in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step() if len(result) < steps else None
    return torch.tensor(result, dtype=torch.float64)


def optimizer_of(config, decaying, others):
    groups = [{"params": decaying, "weight_decay": config["weight_decay"]}, {"params": others, "weight_decay": 0}]
    if config["optimizer"] == "sgd":
        return torch.optim.SGD(groups, lr=1, momentum=0.9, nesterov=True)
    kind = torch.optim.AdamW if config["optimizer"] == "adamw" else torch.optim.Adam
    return kind(groups, lr=1, betas=(0.9, 0.999), eps=1e-8)


def apply(optimizer, parameters, config, rate):
    """Clips and steps; the norm before clipping."""
    with_gradient = [p for p in parameters if p.grad is not None]
    norm = torch.nn.utils.clip_grad_norm_(with_gradient, config["clip"] if config["clip"] > 0 else math.inf)
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
    return norm


def follow(averages, values, config, step):
    """Decay with the warm-up of TensorFlow's ExponentialMovingAverage, after as many updates."""
    decay = min(config["ema"], (1 + step + 1) / (10 + step + 1))
    for average, value in zip(averages, values):
        average.mul_(decay).add_(value.detach(), alpha=1 - decay)


def base(**changes):
    return {"schedule": "constant", "learning_rate": 0.01, "warmup": 0.1, "weight_decay": 0.1, "optimizer": "adamw", "ema": 0,
            "clip": 0, **changes}


def test_rates():
    for name in ("one-cycle", "cosine", "constant"):
        config = base(schedule=name)
        ours = tool("rates", config, [101])
        check(f"{name}'s rates", ((ours - rates(config, 101)).abs().max() / 0.01).item(), 1e-6)


def test_optimizer():
    shapes, steps, replicas = [(12, "d"), (4, ""), (70000, "d"), (5, "")], 11, 2  # one above the size of a chunk
    counts = ",".join(f"{count}{decays}" for count, decays in shapes)
    start = [torch.randn(count) for count, _ in shapes]
    # Gradients of every size, some of them large enough to be clipped.
    gradients = [[[torch.randn(count) * 0.3 ** (step % 4) / 100 for count, _ in shapes] for _ in range(replicas)]
                 for step in range(steps)]
    for changes in ({"optimizer": "adamw"}, {"optimizer": "adam"}, {"optimizer": "sgd"},
                    {"optimizer": "adamw", "clip": 1.0, "ema": 0.6, "schedule": "one-cycle"},
                    {"optimizer": "adam", "clip": 0.5, "ema": 0.3, "schedule": "cosine"},
                    {"optimizer": "sgd", "clip": 2.0, "ema": 0.999, "schedule": "one-cycle"}):
        config = base(**changes)
        flat = [g for step in gradients for replica in step for g in replica]
        out = tool("optimizer", config, [counts, replicas, steps], [*start, *flat])
        parameters = [torch.nn.Parameter(value.double()) for value in start]
        averages = [p.detach().clone() for p in parameters]
        decaying = [p for p, (_, decays) in zip(parameters, shapes) if decays]
        optimizer = optimizer_of(config, decaying, [p for p in parameters if all(p is not d for d in decaying)])
        expected, clipped = [], 0
        for step, rate in enumerate(rates(config, steps)):
            for index, parameter in enumerate(parameters):
                parameter.grad = sum(gradients[step][replica][index].double() for replica in range(replicas))
            norm = apply(optimizer, parameters, config, rate.item())
            clipped += 0 < config["clip"] < norm
            expected.append(norm.reshape(1))
            expected += [p.detach().clone() for p in parameters]
            if config["ema"] > 0:
                follow(averages, parameters, config, step)
                expected += [a.clone() for a in averages]
        if config["clip"] > 0:
            assert 0 < clipped < steps, "both sides of the limit are looked at"
        check(f"weights of {changes}", (out - torch.cat([e.flatten() for e in expected])).abs().max().item(), 2e-5)


def test_network():
    images, side, steps = 8, 48, 3
    start = torchvision.models.efficientnet_b3(weights=None, num_classes=8)
    for module in start.modules():  # as after a training
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0, 0.2)
    torch.nn.init.normal_(start.classifier[-1].weight, 0, 0.05)
    for module in start.modules():
        if isinstance(module, (torch.nn.Dropout, torchvision.ops.StochasticDepth)):
            module.p = 0.0
    torch.save(start.state_dict(), folder / "start.pth")
    pixels = [torch.randn(images, side, side) for _ in range(steps)]
    targets = [torch.softmax(2 * torch.randn(images, 8), 1) for _ in range(steps)]
    weights = [torch.rand(images) + 0.5 for _ in range(steps)]
    for changes in ({"optimizer": "sgd", "learning_rate": 0.02, "label_smoothing": 0.1, "clip": 1.0, "ema": 0.9,
                     "replicas": 2, "freeze_epochs": 0},
                    {"optimizer": "adamw", "learning_rate": 0.001, "schedule": "one-cycle", "replicas": 1,
                     "freeze_epochs": 1, "label_smoothing": 0, "ema": 0.5},
                    {"optimizer": "adam", "learning_rate": 0.001, "replicas": 2, "freeze_epochs": 3, "ema": 0.5,
                     "label_smoothing": 0.2}):
        config = base(**changes, dropout=0, stochastic_depth=0)
        flat = [v for step in range(steps) for v in (pixels[step], targets[step], weights[step])]
        out = tool("network", config, [folder / "start.pth", images, side, steps], flat).reshape(steps, 2)
        model = copy.deepcopy(start)
        parameters = list(model.parameters())
        averages = [v.detach().clone() for v in model.state_dict().values()]
        optimizer = optimizer_of(config, [p for p in parameters if p.dim() > 1], [p for p in parameters if p.dim() <= 1])
        share = images // config["replicas"]
        frozen_all = config["freeze_epochs"] >= steps
        for step, rate in enumerate(rates(config, steps)):
            frozen = step < config["freeze_epochs"]
            model.train()
            model.features.train(not frozen)
            model.features.requires_grad_(not frozen)
            optimizer.zero_grad(set_to_none=True)
            before = copy.deepcopy(model.state_dict())
            after, total = [], 0
            for first in range(0, images, share):
                model.load_state_dict(before)  # each replica begins with the same running statistics
                part = slice(first, first + share)
                logs = torch.log_softmax(model(pixels[step][part].unsqueeze(1).expand(-1, 3, -1, -1)), 1)
                smooth = (1 - config["label_smoothing"]) * targets[step][part] + config["label_smoothing"] / 8
                loss = (-(smooth * logs).sum(1) * weights[step][part]).sum() / images
                loss.backward()
                total += loss.item()
                after.append({name: value.clone() for name, value in model.named_buffers()})
            for name, value in model.named_buffers():
                value.copy_(sum(a[name].double() for a in after) / len(after))
            norm = apply(optimizer, parameters, config, rate.item())
            follow([a for a in averages if a.is_floating_point()],
                   [v for v in model.state_dict().values() if v.is_floating_point()], config, step)
            # Adam makes whole steps of gradients that are zero but for rounding: some of its weights go either way.
            loose = 1 if config["optimizer"] == "sgd" else 100
            check(f"loss of step {step} of {changes}", abs(out[step, 0].item() - total), loose * 1e-4)
            check(f"norm of step {step}", abs(out[step, 1].item() / norm.item() - 1), loose * 1e-3)
        for file, values in (("out.pth", list(model.state_dict().values())), ("out.average.pth", averages)):
            state = torch.load(folder / file, weights_only=True)["model"]
            moved, off = 0.0, 0.0
            for (name, first), expected in zip(start.state_dict().items(), values):
                if first.is_floating_point():
                    moved += (expected - first).double().square().sum().item()
                    off += (state[name] - expected).double().square().sum().item()
                    if frozen_all and name.startswith("features"):
                        assert torch.allclose(state[name], first, rtol=1e-5, atol=1e-7), f"{name} is frozen"
            check(f"{file}, as a share of what the training has moved", math.sqrt(off / moved), loose * 5e-4)


{"rates": test_rates, "optimizer": test_optimizer, "network": test_network}[sys.argv[2]]()
print("FAILED: " + "; ".join(failures) if failures else "all agree")
sys.exit(bool(failures))
