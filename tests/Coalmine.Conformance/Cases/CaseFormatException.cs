namespace Coalmine.Conformance.Cases;

/// <summary>A case lacks an input that its method needs, or has one of the wrong kind: that case fails.</summary>
internal sealed class CaseFormatException(string message) : Exception(message);
