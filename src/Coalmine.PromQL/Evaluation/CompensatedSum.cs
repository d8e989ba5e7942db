namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// A sum that carries the digits which plain addition loses (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen").
/// Once it is infinite there is nothing left to carry.
/// </summary>
internal struct CompensatedSum(double start)
{
    /// <summary>The plain sum.</summary>
    public double Sum { get; private set; } = start;

    /// <summary>What it lost.</summary>
    public double Carry { get; private set; }

    /// <summary>Both together.</summary>
    public readonly double Value => Sum + Carry;

    /// <summary>Adds a number.</summary>
    public void Add(double number)
    {
        double next = Sum + number;
        if (double.IsInfinity(next))
            Carry = 0;
        else
            Carry += Math.Abs(Sum) >= Math.Abs(number) ? Sum - next + number : number - next + Sum;
        Sum = next;
    }

    /// <summary>Divides both parts.</summary>
    public void Divide(double divisor)
    {
        Sum /= divisor;
        Carry /= divisor;
    }

    /// <summary>Multiplies both parts.</summary>
    public void Scale(double factor)
    {
        Sum *= factor;
        Carry *= factor;
    }
}
