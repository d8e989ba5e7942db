using Coalmine.Workbench.Tuning.Reports;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Diffs as GNU diff 3.8 writes them (<c>diff -u</c>), names aside.</summary>
public sealed class UnifiedDiffTests
{
    [Fact]
    public void Diff_EqualTexts_IsEmpty() => Assert.Equal("", UnifiedDiff.Of("f", "a\nb\n", "a\nb\n"));

    [Fact]
    public void Diff_ChangesFarApart_HasHunks() => Assert.Equal(
        "--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -9,4 +9,5 @@\n 9\n 10\n 11\n-12\n+twelve\n+13\n",
        UnifiedDiff.Of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\ntwelve\n13\n"));

    [Fact]
    public void Diff_ChangesNearEachOther_HasOneHunk() => Assert.Equal(
        "--- a/f\n+++ b/f\n@@ -1,8 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n",
        UnifiedDiff.Of("f", "1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n"));

    [Fact]
    public void Diff_MissingLastLineBreak_IsSaid() => Assert.Equal(
        "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n", UnifiedDiff.Of("f", "a\n", "a"));

    [Fact]
    public void Diff_OfNothing_BeginsAtLineZero() => Assert.Equal("--- a/f\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n", UnifiedDiff.Of("f", "", "a\nb\n"));
}
