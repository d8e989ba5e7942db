namespace Coalmine.Statistics.Random;

/// <summary>
/// 256 horizontal layers of equal area under a decreasing density f with f(0) = 1: layer i reaches from the axis to <see cref="Edges"/>[i], and is surely
/// under the curve up to <see cref="Edges"/>[i + 1]. Layer 0 is the base strip with the tail; its edge is the width of a rectangle of the same area.
/// Source: Marsaglia and Tsang, "The ziggurat method for generating random variables", Journal of Statistical Software 5(8), 2000.
/// </summary>
internal sealed class Ziggurat
{
    /// <summary>Layers; a power of two, so that eight random bits choose one.</summary>
    public const int Layers = 256;

    /// <summary>Lays the layers from the point where the tail begins and the common area, bottom up.</summary>
    public Ziggurat(double tail, double area, Func<double, double> density, Func<double, double> inverse)
    {
        Tail = tail;
        Edges[0] = area / density(tail);
        Edges[1] = tail;
        Heights[1] = density(tail);
        for (int i = 2; i < Layers; i++)
        {
            Heights[i] = Heights[i - 1] + area / Edges[i - 1];
            Edges[i] = inverse(Heights[i]);
        }

        Heights[Layers] = 1;
    }

    /// <summary>Where the tail begins.</summary>
    public double Tail { get; }

    /// <summary>Right edges, decreasing; the last is 0.</summary>
    public double[] Edges { get; } = new double[Layers + 1];

    /// <summary>The density at the edges, increasing; the first is unused.</summary>
    public double[] Heights { get; } = new double[Layers + 1];
}
