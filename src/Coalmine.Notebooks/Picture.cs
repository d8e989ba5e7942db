namespace Coalmine.Notebooks;

/// <summary>A picture of a result.</summary>
/// <param name="Name">What it shows, in a few words; stands for it where no picture can be shown.</param>
/// <param name="Png">The bytes of a PNG; the same for the same result.</param>
public sealed record Picture(string Name, ReadOnlyMemory<byte> Png)
{
    /// <summary>Writes it to a file.</summary>
    /// <param name="path">The file; overwritten where it exists.</param>
    public void Save(string path) => File.WriteAllBytes(path, Png.ToArray());
}
