using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Documents;

/// <summary>Reads a file whole, where it is not too large to be one of its kind.</summary>
internal static class BoundedFile
{
    private const int Mebi = 1 << 20;

    /// <summary>Reads and parses a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most MiB that one has; below 2048.</param>
    /// <param name="parse">Parses its bytes.</param>
    /// <param name="cannotRead">Says that it cannot be read, and why.</param>
    public static ReadResult<T> Read<T>(string path, int most, Func<byte[], ReadResult<T>> parse, Func<string, Message> cannotRead)
    {
        ReadResult<T> Refuse(string why) => new ReadResult<T>.Refused([Diagnostic.At(path, TextPosition.Start, cannotRead(why))]);
        try
        {
            if (Directory.Exists(path))
                return Refuse("it is a folder.");
            using FileStream stream = File.OpenRead(path);

            // One byte beyond the limit tells a large file from one that just fits, also where a device has no length.
            byte[] bytes = new byte[(stream.CanSeek ? Math.Min(stream.Length, most * Mebi) : most * Mebi) + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > most * Mebi ? Refuse(FormattableString.Invariant($"it has more than {most} MiB.")) : parse(bytes[..length]);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse("there is no such file.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Refuse(problem.Message);
        }
    }
}
