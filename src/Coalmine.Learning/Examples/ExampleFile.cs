namespace Coalmine.Learning.Examples;

/// <summary>A file of a worked example.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="About">What it is, in a line.</param>
public sealed record ExampleFile(string Name, byte[] Bytes, string About);
