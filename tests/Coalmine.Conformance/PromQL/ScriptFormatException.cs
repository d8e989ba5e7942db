namespace Coalmine.Conformance.PromQL;

/// <summary>A test script that cannot be read, with the line.</summary>
internal sealed class ScriptFormatException(int line, string message) : Exception($"{line}: {message}");
