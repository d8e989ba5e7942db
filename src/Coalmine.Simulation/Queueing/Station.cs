namespace Coalmine.Simulation.Queueing;

/// <summary>
/// Servers and one line before them, first come first served: who is in service and who waits. It knows neither time nor chance; the model schedules the ends
/// of service. Customers are numbers of the caller's, at least 0 and each at most once in the station. Nothing is allocated once its arrays have grown.
/// </summary>
public sealed class Station
{
    /// <summary>No limit, for servers and for the capacity.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The place of a customer who does not wait.</summary>
    public const long Nowhere = -1;

    private readonly WaitingLine _line = new();
    private int[] _served = new int[4];

    /// <summary>An empty station.</summary>
    /// <param name="servers">Customers served at once; 0 serves nobody.</param>
    /// <param name="capacity">Customers in service and waiting that it holds; 0 refuses all.</param>
    public Station(int servers, int capacity = Unlimited)
    {
        Servers = servers;
        Capacity = capacity;
    }

    /// <summary>
    /// Customers served at once. After raising it let those who wait begin with <see cref="TryStart"/>; after lowering it those in service finish, and nobody
    /// begins until fewer are left.
    /// </summary>
    public int Servers
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Customers it holds in all. Lowering it turns nobody out; 0 drains: all who come are refused, those inside finish.</summary>
    public int Capacity
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Customers in service.</summary>
    public int InService { get; private set; }

    /// <summary>Customers who wait.</summary>
    public int Waiting => _line.Count;

    /// <summary>Customers in service and waiting.</summary>
    public int Present => InService + _line.Count;

    /// <summary>The customers in service, in an order without meaning that depends on the calls alone. Valid until the next call.</summary>
    public ReadOnlySpan<int> Served => _served.AsSpan(0, InService);

    /// <summary>A customer comes.</summary>
    /// <param name="customer">The customer's number, at least 0.</param>
    /// <param name="place">
    /// Where the customer waits, for <see cref="Abandon"/>; <see cref="Nowhere"/> unless the answer is <see cref="Admission.Waits"/>.
    /// </param>
    public Admission Arrive(int customer, out long place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customer);
        place = Nowhere;
        if (Present >= Capacity)
            return Admission.Refused;
        if (InService < Servers && _line.Count == 0)
        {
            Serve(customer);
            return Admission.Starts;
        }

        place = _line.Join(customer);
        return Admission.Waits;
    }

    /// <summary>
    /// A customer leaves service, finished or not. Gives true when the next in line begins service, which is <paramref name="started"/> (otherwise -1).
    /// </summary>
    /// <exception cref="InvalidOperationException">The customer is not in service.</exception>
    public bool Complete(int customer, out int started)
    {
        int index = Served.IndexOf(customer);
        if (index < 0)
            throw new InvalidOperationException($"Customer {customer} is not in service.");
        _served[index] = _served[--InService];
        return TryStart(out started);
    }

    /// <summary>The customer who waits at <paramref name="place"/> gives up. Gives false when nobody waits there any more.</summary>
    public bool Abandon(long place) => _line.Leave(place);

    /// <summary>The next in line begins service if a server is free: true, and who it is (otherwise -1).</summary>
    public bool TryStart(out int started)
    {
        if (InService >= Servers || !_line.TryNext(out started))
        {
            started = -1;
            return false;
        }

        Serve(started);
        return true;
    }

    /// <summary>
    /// Puts one customer out, whoever is in service first and then the line in its order; nobody begins service. Repeat until it gives false (and -1) to empty
    /// the station, as a restart does.
    /// </summary>
    public bool TryEvict(out int customer)
    {
        if (InService == 0)
            return _line.TryNext(out customer);
        customer = _served[--InService];
        return true;
    }

    /// <summary>Empties the station without telling who was inside. Places given before match nobody.</summary>
    public void Clear()
    {
        InService = 0;
        _line.Clear();
    }

    private void Serve(int customer)
    {
        if (InService == _served.Length)
            Array.Resize(ref _served, 2 * InService);
        _served[InService++] = customer;
    }
}
