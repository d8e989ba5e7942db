namespace Coalmine.Conformance.Fuzzing;

/// <summary>Something that must not be, found by a target without a crash: a diagnostic without a place, other bytes than were read.</summary>
internal sealed class FoundException(string message) : Exception(message);
