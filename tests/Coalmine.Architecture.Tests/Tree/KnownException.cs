namespace Coalmine.Architecture.Tests.Tree;

/// <summary>A breach that stands, and why. It fails the test as soon as there is no such breach any more.</summary>
/// <param name="Place">The place of the finding.</param>
/// <param name="Reason">Why the rule does more harm than good there; a sentence.</param>
internal readonly record struct KnownException(string Place, string Reason);
