using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration;

/// <summary>Walks one path of data to its end or to its first error; whether the method erred on it.</summary>
internal delegate bool PathRule(ref Xoshiro256 random);
