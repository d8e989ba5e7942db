namespace Coalmine.Architecture.Tests.Tree;

/// <summary>One breach of a rule of the house.</summary>
/// <param name="Place">A stable name of where: a path, or a path and a member. A known exception names the same place.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal readonly record struct Finding(string Place, string Text);
