using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Brings files from disk to documents. Whatever goes wrong on the way is a diagnostic at the file's beginning, never an exception.</summary>
public static class FileReader
{
    /// <summary>Reads a file that holds one YAML document.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    public static ReadResult<Document> Read(string path) => ReadBytes(path).Then(bytes => SourceDecoder.Decode(path, bytes)).Then(YamlLoader.LoadOne);

    /// <summary>Reads a file of another system, with all its documents.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    public static ReadResult<ManifestFile> ReadManifest(string path) => ReadBytes(path).Then(bytes => ManifestFile.Load(path, bytes));

    /// <summary>Whether a file holds objects of a cluster, or rules of Prometheus.</summary>
    public static bool IsManifest(ManifestFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Documents.Any(document => document.Root is Node.Mapping root
            && (root.Find("apiVersion") is not null || (root.Find("groups") is not null && root.Find("kind") is null)));
    }

    /// <summary>Reads a file as bytes, up to one more than are allowed.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    internal static ReadResult<byte[]> ReadBytes(string path) => ReadBytes(path, SourceDecoder.MaximumBytes);

    /// <summary>Reads a file as bytes, up to one more than are allowed.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    /// <param name="most">Bytes that are allowed.</param>
    public static ReadResult<byte[]> ReadBytes(string path, int most)
    {
        if (Directory.Exists(path))
            return Refuse(path, ScenarioMessages.IsFolder);

        try
        {
            using FileStream stream = File.OpenRead(path);

            // One byte beyond the limit tells a large file from one that just fits, also where a device has no length.
            byte[] bytes = new byte[(stream.CanSeek ? Math.Min(stream.Length, most) : SourceDecoder.MaximumBytes) + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new ReadResult<byte[]>.Read(bytes[..length], []);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse(path, path == "-" ? ScenarioMessages.NotStandardInput : ScenarioMessages.NoSuchFile);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Refuse(path, ScenarioMessages.CannotRead(problem.Message));
        }
    }

    private static ReadResult<byte[]> Refuse(string path, Message message)
    {
        DiagnosticList said = new(path);
        said.Add(TextPosition.Start, message);
        return said.Refuse<byte[]>();
    }
}
