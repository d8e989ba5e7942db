namespace Coalmine.Manifests.Readers;

/// <summary>Finds the word that somebody may have meant.</summary>
public static class Spelling
{
    /// <summary>The allowed word nearest to the one read, at most a third of its letters away (rounded up); empty where none is that near.</summary>
    /// <remarks>Distance: optimal string alignment (insert, delete, replace, swap of neighbours), without regard to case.</remarks>
    public static string Nearest(string read, IEnumerable<string> allowed)
    {
        string nearest = "";
        int best = (read.Length + 2) / 3 + 1;
        if (read.Length > 40)
            return nearest;

        foreach (string word in allowed)
        {
            int distance = Distance(read.ToLowerInvariant(), word.ToLowerInvariant());
            if (distance >= best)
                continue;
            best = distance;
            nearest = word;
        }

        return nearest;
    }

    /// <summary>How many letters two words are apart, by optimal string alignment.</summary>
    internal static int Distance(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
            distance[i, 0] = i;
        for (int j = 0; j <= right.Length; j++)
            distance[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = distance[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(replaced, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }

        return distance[left.Length, right.Length];
    }
}
