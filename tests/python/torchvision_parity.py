"""Weights go both ways between Mien and torchvision's efficientnet_b3, and give the same answers.

Called with the path of parity_tool; exits with 77 (skipped) where torchvision is missing.
"""
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

TOLERANCE = 1e-4
tool = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="mien-parity-"))
torch.manual_seed(1)
failures = []


def network(head):
    model = torchvision.models.efficientnet_b3(weights=None, num_classes=8)
    if head == "mlp":
        model.classifier = torch.nn.Sequential(
            torch.nn.Linear(1536, 256), torch.nn.ReLU(), torch.nn.Dropout(0.5), torch.nn.Linear(256, 8))
    return model


def scramble(model):
    """Weights as after a training: nothing at its initial value, activations of ordinary size."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0, 0.2)
            module.momentum = 0.5
    model.train()
    with torch.no_grad():
        for _ in range(4):
            model(torch.randn(8, 3, 64, 64))


def ours(weights, x):
    """Logits of the training network and of the folded one."""
    x.numpy().tofile(folder / "input")
    subprocess.run([tool, "run", weights, folder / "input", str(len(x)), str(x.shape[-1]), folder / "logits"], check=True)
    values = torch.frombuffer(bytearray((folder / "logits").read_bytes()), dtype=torch.float32)
    return values.reshape(2, len(x), 8)


def compare(what, model, weights, sizes):
    model.eval()
    for size in sizes:
        x = torch.randn(2, 1, size, size).expand(-1, 3, -1, -1).contiguous()
        with torch.no_grad():
            expected = model(x)
        spread = (expected.max() - expected.min()).item()
        for name, logits in zip(("training", "folded"), ours(weights, x)):
            difference = (logits - expected).abs().max().item()
            good = difference <= TOLERANCE and spread > 0.01
            print(f"{what} {size} px, {name} network: largest difference {difference:.2e}, logits spread over {spread:.2f}")
            if not good:
                failures.append(f"{what} {size} {name}")


for head in ("linear", "mlp"):
    model = network(head)
    scramble(model)
    file = folder / f"{head}.pth"
    torch.save(model.state_dict(), file)
    compare(f"from torchvision, {head},", model, file, (48, 96, 224, 300) if head == "linear" else (48,))

    fresh = folder / f"fresh-{head}.pth"
    subprocess.run([tool, "init", fresh, head, "7"], check=True)
    state = torch.load(fresh, weights_only=True)["model"]
    model = network(head)
    model.load_state_dict(state, strict=True)
    last = [k for k in state if k.startswith("classifier") and k.endswith("weight")][-1]
    zero_scales = [k for k, v in state.items() if k.endswith("weight") and v.dim() == 1 and not v.any()]
    shortcuts = sum(getattr(m, "use_res_connect", False) for m in model.modules())
    if state[last].any() or len(zero_scales) != shortcuts:
        failures.append(f"initialisation: {len(zero_scales)} zero scales, {shortcuts} shortcuts")
    # A zero classifier answers zero to everything: give it something to say.
    torch.nn.init.normal_(model.classifier[-1].weight, 0, 0.1)
    scramble(model)
    torch.save(model.state_dict(), fresh)
    compare(f"from Mien and back, {head},", model, fresh, (48,))

print("FAILED: " + "; ".join(failures) if failures else "all agree")
sys.exit(bool(failures))
