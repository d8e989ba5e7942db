namespace Coalmine.Statistics.Functions;

/// <summary>A function of one number as a value type, so that the root finder specialises on it and allocates nothing.</summary>
internal interface IScalarFunction
{
    /// <summary>The function's value.</summary>
    double At(double x);
}
