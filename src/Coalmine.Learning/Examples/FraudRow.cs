using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Microsoft.ML.Data;

namespace Coalmine.Learning.Examples;

/// <summary>a payment, as the fraud models are given it.</summary>
internal sealed class FraudRow
{
    /// <summary>What is paid, in cents.</summary>
    [ColumnName("amount")]
    public float Amount { get; init; }

    /// <summary>The hour of the day.</summary>
    [ColumnName("hour")]
    public float Hour { get; init; }

    /// <summary>1 if it comes from another country.</summary>
    [ColumnName("abroad")]
    public float Abroad { get; init; }

    /// <summary>Age of the account in days.</summary>
    [ColumnName("age")]
    public float Age { get; init; }

    /// <summary>Whether it is fraud.</summary>
    [ColumnName("fraud")]
    public bool IsFraud { get; init; }

    /// <summary>
    /// Makes up payments that rules have flagged, a sixth of them fraud: amounts are lognormal with a median of 60.00, and the log-odds of fraud grow with the
    /// rank of the amount among all, abroad, at night and with a new account.
    /// </summary>
    public static FraudRow[] Draw(ulong seed, int rows)
    {
        Xoshiro256 random = StreamKey.Root(seed).Open();
        FraudRow[] drawn = new FraudRow[rows];
        for (int row = 0; row < rows; row++)
        {
            double size = NormalSampler.Draw(ref random);
            int hour = (int)(24 * random.NextDouble());
            bool isAbroad = random.NextDouble() < 0.15;
            double age = 400 * ExponentialSampler.Draw(ref random);
            double odds = -15 + (18 * NormalDistribution.Lower(size)) + (isAbroad ? 1.6 : 0) + (hour < 6 ? 1.2 : 0) - (age / 500);
            drawn[row] = new FraudRow
            {
                Amount = (float)Math.Round(6000 * Math.Exp(size)),
                Hour = hour,
                Abroad = isAbroad ? 1 : 0,
                Age = (float)Math.Round(age),
                IsFraud = random.NextDouble() < 1 / (1 + Math.Exp(-odds)),
            };
        }

        return drawn;
    }
}
