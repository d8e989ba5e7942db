namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>A condition cannot be evaluated on the result at hand; never leaves the room.</summary>
internal sealed class ConditionFault(string message) : Exception(message);
