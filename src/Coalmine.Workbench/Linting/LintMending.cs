using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;

namespace Coalmine.Workbench.Linting;

/// <summary>Mends everything in manifests that can be mended without asking; every other character stays.</summary>
public static class LintMending
{
    /// <summary>
    /// The files mended. What several findings change at one place is mended one after the other, each on the text that the one before has left, so that
    /// none undoes another. Ends when nothing is left to mend, or when mending makes nothing less (cost: one look at the set for each such round).
    /// </summary>
    /// <param name="files">The files; they belong together.</param>
    /// <param name="options">What the files do not say.</param>
    /// <returns>The files in their order, each with the number of findings that were mended in it; the file that was given where there were none.</returns>
    public static ImmutableArray<(ManifestFile File, int Mended)> Of(ImmutableArray<ManifestFile> files, LintOptions options)
    {
        ImmutableArray<(ManifestFile File, int Mended)> mended = [.. files.Select(file => (file, 0))];
        ImmutableArray<Finding> left = Mendable(mended, options);
        while (!left.IsEmpty)
        {
            ImmutableArray<(ManifestFile File, int Mended)> next = [.. mended.Select(file => Mend(file, left))];
            ImmutableArray<Finding> after = Mendable(next, options);
            if (after.Length >= left.Length)
                break;
            (mended, left) = (next, after);
        }

        return mended;
    }

    private static ImmutableArray<Finding> Mendable(ImmutableArray<(ManifestFile File, int Mended)> files, LintOptions options) =>
        [.. Linter.Lint(ManifestSet.Of(files.Select(each => each.File)), options).Where(finding => !finding.Edits.IsEmpty)];

    private static (ManifestFile File, int Mended) Mend((ManifestFile File, int Mended) file, ImmutableArray<Finding> findings)
    {
        foreach (Finding finding in findings.Where(each => each.File == file.File.Source.File).DistinctBy(each => each.Edits[0].At))
            if (file.File.Apply(finding.Edits) is ReadResult<ManifestFile>.Read edited)
                file = (edited.Value, file.Mended + 1);
        return file;
    }
}
