namespace Coalmine.Live.Seam;

/// <summary>What a hook said.</summary>
/// <param name="IsAccepted">Whether it agreed.</param>
/// <param name="Text">For people: its answer's beginning, or why there is none.</param>
public record HookReply(bool IsAccepted, string Text);
