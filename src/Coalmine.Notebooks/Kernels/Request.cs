using Coalmine.Notebooks.Zmtp;

namespace Coalmine.Notebooks.Kernels;

/// <summary>A request, and whom its answer goes to.</summary>
/// <param name="Peer">Who asked.</param>
/// <param name="Message">What was asked.</param>
internal sealed record Request(Peer Peer, JupyterMessage Message);
