namespace Coalmine.Rollouts.Journal.Text;

/// <summary>An effect that has not been carried out, or a wake, measurement or hook call that has not been answered.</summary>
/// <param name="Entry">Number of the step that asked for it.</param>
/// <param name="Place">Its place among the step's effects, from 0.</param>
/// <param name="Effect">The effect.</param>
public readonly record struct PendingEffect(long Entry, int Place, Effect Effect);
