namespace Coalmine.Live.Kubernetes;

/// <summary>What the server said of one right.</summary>
/// <param name="Need">The right.</param>
/// <param name="IsAllowed">Whether we have it; nothing where the server did not say.</param>
/// <param name="Text">The server's reason; empty for none.</param>
public readonly record struct AccessFinding(AccessNeed Need, bool? IsAllowed, string Text);
