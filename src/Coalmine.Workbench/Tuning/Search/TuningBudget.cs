namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// How the rollouts of a run are parted: about three tenths for the first design, a third for candidates that the surrogates propose and for telling close ones
/// apart, a twentieth for choosing among the last, a tenth for undoing changes that do not matter, and two tenths for the evidence on fresh seeds, which is set
/// aside in advance. No part is passed, so that the whole is a hard bound. A single knob leaves nothing to undo; there the search has that part.
/// </summary>
/// <param name="Design">Candidates of the first design, the given policy among them.</param>
/// <param name="First">Replications of each in each scenario.</param>
/// <param name="Search">Rollouts until the last choice begins.</param>
/// <param name="Choice">Rollouts until it ends.</param>
/// <param name="Undoing">Rollouts until changes have been undone: all but the evidence.</param>
/// <param name="Fresh">Replications of the given and the recommended policy in each scenario, on fresh seeds.</param>
internal readonly record struct TuningBudget(int Design, int First, long Search, long Choice, long Undoing, int Fresh)
{
    /// <summary>Replications are made in blocks of so many.</summary>
    public const int Block = Replications.Study.BlockSize;

    /// <summary>The least replications of the evidence.</summary>
    public const int LeastFresh = 100;

    private const int LeastFirst = 20;
    private const int MostFirst = 200;
    private const int MostFresh = 20_000;

    /// <summary>The least budget for a number of knobs and scenarios.</summary>
    public static long Least(int knobs, int scenarios) => (long)Math.Ceiling(DesignOf(knobs) * LeastFirst * scenarios / 0.3);

    /// <summary>Parts a budget that is at least <see cref="Least"/>.</summary>
    public static TuningBudget Of(long rollouts, int knobs, int scenarios, double size)
    {
        int design = (int)Math.Min(DesignOf(knobs), size + 1);
        int first = InBlocks(Math.Clamp(0.3 * rollouts / (design * (double)scenarios), LeastFirst, MostFirst));
        int fresh = InBlocks(Math.Clamp(0.2 * rollouts / (2 * (double)scenarios), LeastFresh, MostFresh));
        long left = rollouts - (2L * fresh * scenarios);
        (double search, double choice) = knobs > 1 ? (0.8, 0.87) : (0.875, 1);
        return new TuningBudget(design, first, (long)(search * left), (long)(choice * left), left, fresh);
    }

    private static int DesignOf(int knobs) => Math.Clamp(8 + (4 * knobs), 12, 64);

    private static int InBlocks(double replications) => Math.Max(Block, (int)(replications / Block) * Block);
}
