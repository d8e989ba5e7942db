namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Sizes beyond which a journal is refused, far above what a rollout writes: a file that is none must not fill the memory.</summary>
internal static class JournalLimits
{
    public const int MostBytesOfLine = 32 << 20;
    public const int MostLines = 4_000_000;
    public const int MostColumns = 200_000;
    public const int MostItems = 1_000_000;
    public const int MostCharacters = 4 << 20;
    public const int MostDepth = 16;
}
