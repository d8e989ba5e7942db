using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Engines;

public sealed class QualityWindowTests
{
    private static readonly StreamKey Key = StreamKey.Root(8);

    [Fact]
    public void Value_BeforeTheFirstLabel_IsAbsent()
    {
        QualityWindow window = new(10, 5);
        window.Start();
        window.Add(Key, 0, 0);
        Assert.Equal(double.NaN, window.Value);
        window.Add(Key, 4, 3);
        Assert.Equal(0.75, window.Value);
    }

    [Fact]
    public void Value_WhenCellsFillTheWindowExactly_ForgetsWholeCells()
    {
        QualityWindow window = new(10, 5);
        window.Start();
        window.Add(Key, 5, 0);
        window.Add(Key, 5, 5);
        Assert.Equal(0.5, window.Value);
        window.Add(Key, 5, 5);
        Assert.Equal(1, window.Value);
        window.Start();
        Assert.Equal(double.NaN, window.Value);
    }

    [Fact]
    public void Value_OverAHalfKeptCell_IsThatOfTheLastLabelsInRandomOrder()
    {
        // Against brute force: the same labels in a shuffled list per cell, the last 7 of them. 20,000 rounds each; the means differ by more than
        // 4.9 standard errors with a probability of 1e-6.
        double fast = 0;
        double slow = 0;
        Xoshiro256 random = StreamKey.Root(9).Open();
        (long Labelled, long Right)[] cells = [(4, 1), (5, 4), (3, 3), (1, 0)];
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            QualityWindow window = new(7, 8);
            window.Start();
            List<bool> labels = [];
            for (int cell = 0; cell < cells.Length; cell++)
            {
                window.Add(Key.With(round).With(cell), cells[cell].Labelled, cells[cell].Right);
                List<bool> own = [.. Enumerable.Range(0, (int)cells[cell].Labelled).Select(i => i < cells[cell].Right)];
                for (int i = own.Count - 1; i > 0; i--)
                {
                    int other = (int)(random.NextDouble() * (i + 1));
                    (own[i], own[other]) = (own[other], own[i]);
                }

                labels.AddRange(own);
            }

            fast += window.Value;
            slow += labels.TakeLast(7).Count(right => right) / 7.0;
        }

        double standardError = Math.Sqrt(2.0 / Rounds) * 0.5 / 7 * Math.Sqrt(3);
        Assert.InRange((fast - slow) / Rounds, -4.9 * standardError, 4.9 * standardError);
    }
}
