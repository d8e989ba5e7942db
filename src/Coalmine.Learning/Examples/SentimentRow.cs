using Coalmine.Statistics.Random;
using Microsoft.ML.Data;

namespace Coalmine.Learning.Examples;

/// <summary>A review, as the sentiment models are given it.</summary>
internal sealed class SentimentRow
{
    private static readonly string[] Things = ["the screen", "the battery", "the sound", "the case", "the delivery", "the camera", "the manual", "the price"];
    private static readonly string[] Links = ["is", "was", "seems", "feels"];
    private static readonly string[] Good = ["great", "good", "solid", "lovely", "fast", "bright", "clear", "fair"];
    private static readonly string[] Bad = ["bad", "poor", "weak", "slow", "dim", "noisy", "awful", "late"];

    /// <summary>The review.</summary>
    [ColumnName("text")]
    public string Text { get; init; } = "";

    /// <summary>Whether it is favourable.</summary>
    [ColumnName("positive")]
    public bool IsPositive { get; init; }

    /// <summary>
    /// Makes up reviews: one to three remarks, one in eight of them denied ("is not good"), and what the writer means is what most remarks say; the last one
    /// where they are even. 3 in 100 mean the opposite.
    /// </summary>
    public static SentimentRow[] Draw(ulong seed, int rows)
    {
        Xoshiro256 random = StreamKey.Root(seed).Open();
        SentimentRow[] drawn = new SentimentRow[rows];
        for (int row = 0; row < rows; row++)
        {
            string[] remarks = new string[1 + (int)(3 * random.NextDouble())];
            (int sum, bool isPositive) = (0, true);
            bool mood = random.NextDouble() < 0.7;
            for (int i = 0; i < remarks.Length; i++)
            {
                bool isGood = random.NextDouble() < 0.85 == mood;
                bool isDenied = random.NextDouble() < 0.12;
                string word = Pick(ref random, isGood != isDenied ? Good : Bad);
                remarks[i] = $"{Pick(ref random, Things)} {Pick(ref random, Links)}{(isDenied ? " not" : "")} {word}";
                sum += isGood ? 1 : -1;
                isPositive = isGood;
            }

            isPositive = sum == 0 ? isPositive : sum > 0;
            bool isOdd = random.NextDouble() < 0.03;
            drawn[row] = new SentimentRow { Text = string.Join(" and ", remarks), IsPositive = isPositive != isOdd };
        }

        return drawn;
    }

    private static string Pick(ref Xoshiro256 random, string[] words) => words[(int)(words.Length * random.NextDouble())];
}
