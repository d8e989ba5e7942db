using System.Globalization;

namespace Coalmine.Conformance.Hostile;

/// <summary>What came of a seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violations">What was wrong; empty for nothing.</param>
/// <param name="Counts">How often each thing happened.</param>
/// <param name="Story">The run told, where it was to be told.</param>
internal sealed record HostileRun(long Seed, IReadOnlyList<string> Violations, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<string> Story)
{
    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="isTold">Whether to keep the story.</param>
    public static HostileRun Of(long seed, bool isTold)
    {
        HostileDraw draw = HostileDraw.Of(seed);
        string folder = Path.Combine(Scratch(), Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        using HostileWorld world = new(draw, folder, isTold);
        try
        {
            world.Run();
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            world.Oracle.Violate($"exception: {mistake}");
        }

        List<string> story = [];
        if (isTold)
        {
            story.Add(string.Create(CultureInfo.InvariantCulture,
                $"seed {seed}: {draw.Platform}, weights {string.Join('/', draw.Weights)}, canary {draw.Health}, journal {draw.Keeping}, ")
                + string.Create(CultureInfo.InvariantCulture, $"{(draw.HasStandby ? "two pods" : "one pod")}, calm at {draw.Calm.TotalSeconds:0} s"));
            story.AddRange(world.Story.Lines);
        }

        return new HostileRun(seed, world.Oracle.Violations, world.Story.Counts, story);
    }

    /// <summary>Journals are flushed often: in memory where the system offers it.</summary>
    private static string Scratch() => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
}
