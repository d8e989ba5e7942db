namespace Coalmine.Statistics.Selection;

/// <summary>The non-dominated ones of points in the plane, both coordinates to be small, and the area they dominate up to a reference point.</summary>
public static class ParetoFront
{
    /// <summary>Indices, rising, of the points that no other point beats in one coordinate without losing in the other.</summary>
    public static int[] Indices(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return [.. Enumerable.Range(0, points.Count).Where(i => !points.Any(other => Dominates(other, points[i])))];
    }

    /// <summary>The area between the front and the reference point: one number for regression tests of a tuner.</summary>
    public static double Hypervolume(IReadOnlyList<(double X, double Y)> points, (double X, double Y) reference)
    {
        double area = 0;
        double ceiling = reference.Y;
        foreach ((double x, double y) in points.Where(point => point.X < reference.X && point.Y < reference.Y).Order())
        {
            if (y >= ceiling)
                continue;
            area += (reference.X - x) * (ceiling - y);
            ceiling = y;
        }

        return area;
    }

    private static bool Dominates((double X, double Y) a, (double X, double Y) b) => a.X <= b.X && a.Y <= b.Y && a != b;
}
