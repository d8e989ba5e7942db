using System.Collections.Immutable;

namespace Coalmine.Simulation.Worlds;

/// <summary>How the request rate moves around its mean. Closed: the nested records are all there are.</summary>
public abstract record RateShape
{
    private RateShape()
    {
    }

    /// <summary>Always the mean.</summary>
    public sealed record Steady : RateShape;

    /// <summary>
    /// A day's wave: mean x (1 + (1 - low) cos(2 pi (time of day - peak) / 24 h)), so that the lowest rate is low x mean and the highest (2 - low) x mean.
    /// </summary>
    /// <param name="Low">The lowest rate as a share of the mean, from 0 to 1.</param>
    /// <param name="PeakAt">Time of day of the highest rate.</param>
    /// <param name="StartsAt">Time of day at which the world begins.</param>
    public sealed record Diurnal(double Low, TimeSpan PeakAt, TimeSpan StartsAt) : RateShape;

    /// <summary>
    /// Calm and busy stretches in turn, each of exponential length (a Markov-modulated Poisson process with two states), begun in its long-run state; the
    /// mean over both is the traffic's rate.
    /// </summary>
    /// <param name="Factor">The busy rate is this many times the calm one; above 1.</param>
    /// <param name="CalmFor">Mean length of a calm stretch; positive.</param>
    /// <param name="BusyFor">Mean length of a busy stretch; positive.</param>
    public sealed record Bursty(double Factor, TimeSpan CalmFor, TimeSpan BusyFor) : RateShape;

    /// <summary>
    /// A recorded rate: each point holds until the next one, and the whole is repeated after its length. The points are scaled so that their mean is the
    /// traffic's rate; a record that is to be taken as it is has <see cref="Mean"/> as that rate.
    /// </summary>
    /// <param name="Points">Rates with their beginnings, rising from zero.</param>
    /// <param name="Length">After how long the first point follows again; above the last point's beginning.</param>
    public sealed record Trace(ImmutableArray<RatePoint> Points, TimeSpan Length) : RateShape
    {
        /// <summary>The mean of the recorded rate over its length.</summary>
        public double Mean
        {
            get
            {
                double requests = 0;
                for (int point = 0; point < Points.Length; point++)
                {
                    TimeSpan next = point + 1 < Points.Length ? Points[point + 1].From : Length;
                    requests += Points[point].RequestsPerSecond * (next - Points[point].From).TotalSeconds;
                }

                return requests / Length.TotalSeconds;
            }
        }
    }
}
