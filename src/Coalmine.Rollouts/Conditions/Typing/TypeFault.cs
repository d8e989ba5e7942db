namespace Coalmine.Rollouts.Conditions.Typing;

/// <summary>A condition does not fit the type of the result; never leaves the room.</summary>
internal sealed class TypeFault(string message) : Exception(message);
