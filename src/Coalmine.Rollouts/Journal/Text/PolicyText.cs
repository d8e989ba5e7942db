namespace Coalmine.Rollouts.Journal.Text;

/// <summary>A file of the policy or manifest that a rollout follows, kept with its journal.</summary>
/// <param name="Name">The file's name, for people.</param>
/// <param name="Text">Its whole text.</param>
public sealed record PolicyText(string Name, string Text);
