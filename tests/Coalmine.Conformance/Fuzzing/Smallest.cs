namespace Coalmine.Conformance.Fuzzing;

/// <summary>Makes an input smaller as long as it does the same.</summary>
internal sealed class Smallest(Func<byte[], bool> doesTheSame, int tries)
{
    private int _left = tries;

    /// <summary>A smaller input: pieces are taken out, ever shorter ones, until none can be missed or the tries are used up.</summary>
    public byte[] Of(byte[] input)
    {
        byte[] best = input;
        for (int piece = Math.Max(1, best.Length / 2); piece >= 1 && _left > 0; piece /= 2)
            for (int at = 0; at < best.Length && _left > 0;)
                if (Without(best, at, piece) is { } smaller)
                    best = smaller;
                else
                    at += piece;
        return best;
    }

    private byte[]? Without(byte[] best, int at, int piece)
    {
        _left--;
        byte[] smaller = [.. best.AsSpan(0, at), .. best.AsSpan(Math.Min(best.Length, at + piece))];
        return doesTheSame(smaller) ? smaller : null;
    }
}
