using System.Runtime.InteropServices;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>
/// Lists of numbers as conditions see them, one for each length, used again for every answer of that length: conditions keep nothing of what they judge.
/// </summary>
internal sealed class AnswerVectors
{
    /// <summary>Longer lists are made anew: no usual query has as many answers.</summary>
    private const int MostKept = 16;

    private readonly List<(double[] Values, ProviderResult.Vector Vector)> _byLength = [];

    /// <summary>A list of these values; it holds until the next is asked for.</summary>
    public ProviderResult Of(ReadOnlySpan<double> values)
    {
        if (values.Length > MostKept)
            return new ProviderResult.Vector([.. values]);
        while (_byLength.Count <= values.Length)
        {
            double[] room = new double[_byLength.Count];
            _byLength.Add((room, new ProviderResult.Vector(ImmutableCollectionsMarshal.AsImmutableArray(room))));
        }

        (double[] own, ProviderResult.Vector vector) = _byLength[values.Length];
        values.CopyTo(own);
        return vector;
    }
}
