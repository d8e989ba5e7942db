using System.IO.Compression;
using Microsoft.ML;

namespace Coalmine.Learning.Examples;

/// <summary>Models as files whose bytes depend on the model only.</summary>
internal static class ModelFile
{
    // The first moment that a zip archive can name.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A model as ML.NET saves it, but for the moment of saving that the archive would hold.</summary>
    public static byte[] Save(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using MemoryStream saved = new();
        context.Model.Save(model, schema, saved);
        using MemoryStream written = new();
        using (ZipArchive from = new(new MemoryStream(saved.ToArray()), ZipArchiveMode.Read))
        using (ZipArchive to = new(written, ZipArchiveMode.Create, leaveOpen: true))
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Always;
                using Stream source = entry.Open();
                using Stream target = copy.Open();
                source.CopyTo(target);
            }

        return written.ToArray();
    }
}
