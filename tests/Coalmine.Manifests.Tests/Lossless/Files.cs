using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Xunit;

namespace Coalmine.Manifests.Tests.Lossless;

/// <summary>Manifest files of texts, and back.</summary>
internal static class Files
{
    public static ManifestFile Of(string text) => Read(ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(text)));

    public static ManifestFile Read(ReadResult<ManifestFile> result) =>
        result is ReadResult<ManifestFile>.Read read ? read.Value : Fail(string.Join('\n', result.Said));

    public static NodePath Path(params object[] steps) =>
        steps.Aggregate(NodePath.Of(0), (path, step) => step is int index ? path.Item(index) : path.Key((string)step));

    private static ManifestFile Fail(string said)
    {
        Assert.Fail(said);
        throw new InvalidOperationException();
    }
}
