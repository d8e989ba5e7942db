namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// Small samples from the literature by name. Permeability: Hollander and Wolfe 1973, p. 69. Ozone, sleep, plant and chick: R 4.2.2, packages datasets (airquality,
/// sleep, PlantGrowth, chickwts). Pain: Brunner and Munzel 2000, shoulder pain. Laboratory: Scholz and Stephens 1987, smoothness of paper. Latency: lognormal
/// values drawn once with numpy 1.24.2, default_rng(7), and rounded.
/// </summary>
internal static class Samples
{
    private static readonly Dictionary<string, double[]> Values = new(StringComparer.Ordinal)
    {
        ["PermeabilityX"] = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
        ["PermeabilityY"] = [1.15, 0.88, 0.9, 0.74, 1.21],
        ["OzoneMay"] = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37],
        ["OzoneAugust"] = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85],
        ["SleepFirst"] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
        ["SleepSecond"] = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
        ["PainFirst"] = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1],
        ["PainSecond"] = [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4],
        ["PlantControl"] = [4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14],
        ["PlantTreated"] = [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
        ["ChickCasein"] = [368, 390, 379, 260, 404, 318, 352, 359, 216, 222, 283, 332],
        ["ChickLinseed"] = [309, 229, 181, 141, 260, 203, 148, 169, 213, 257, 244, 271],
        ["LaboratoryA"] = [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58],
        ["LaboratoryB"] = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8],
        ["LaboratoryC"] = [34, 35, 39, 40, 43, 43, 44, 45],
        ["LaboratoryD"] = [34, 34.8, 34.8, 35.4, 37.2, 37.8, 41.2, 42.8],
        ["LatencyFirst"] = [20.105, 25.508, 16.13, 9.851, 13.961, 9.086, 21.076, 58.684, 13.548, 12.227, 29.722, 26.723, 21.853, 9.541, 19.621,
            35.031, 6.853, 13.928, 4.389, 7.159, 4.603, 16.642, 7.287, 24.953, 22.769, 17.296, 2.682, 13.053, 19.321, 21.991, 5.906, 13.706, 9.181,
            10.516, 46.933, 10.527, 19.57, 40.752, 12.593, 18.369],
        ["LatencySecond"] = [27.398, 26.148, 7.206, 26.473, 95.471, 5.222, 57.939, 27.642, 12.917, 181.348, 52.576, 7.394, 26.43, 43.671, 20.312,
            48.565, 22.954, 47.811, 103.391, 12.483, 30.058, 15.436, 27.862, 7.484, 13.745, 20.162, 60.266, 77.109, 6.53, 11.082, 46.848, 3.345,
            15.438],
        ["ShortLatencyFirst"] = [20.105, 25.508, 16.13, 9.851, 13.961, 9.086, 21.076, 58.684, 13.548, 12.227, 29.722, 26.723, 21.853, 9.541],
        ["ShortLatencySecond"] = [27.398, 26.148, 7.206, 26.473, 95.471, 5.222, 57.939, 27.642, 12.917, 181.348, 52.576],
    };

    /// <summary>A copy of the sample of that name.</summary>
    public static double[] Of(string name) => [.. Values[name]];
}
