namespace Coalmine.Workbench.Results;

/// <summary>What is noted of a run beside what it found.</summary>
/// <param name="Command">The command that does it again.</param>
/// <param name="Begun">When it was first begun, in universal time. No result depends on it.</param>
public sealed record RunHeading(string Command, DateTime Begun);
